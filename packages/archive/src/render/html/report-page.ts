import type { Report, ReportTable } from '../../reports/report.ts'
import { describeNotice } from '../../reader/notice.ts'
import { formatValue, isNumeric } from '../format-value.ts'
import { headLines, type ReportHead } from '../report-head.ts'
import { barsChart } from './bars-chart.ts'
import { seriesClass } from './chart-svg.ts'
import { heatChart } from './heat-chart.ts'
import { linesChart } from './lines-chart.ts'
import { html, type Markup } from './markup.ts'
import { partClasses, partsChart } from './parts-chart.ts'
import { styleSheet } from './style-sheet.ts'

/**
 * Reports as one page that needs nothing but itself: no script, no font, no request. What strangers
 * sent is in it as text and as nothing else, and the page may not load or run anything either.
 */
export function reportPage(head: ReportHead, reports: readonly Report[]): string {
  const [of = '', ...more] = headLines(head)
  const made = new Date(head.madeAtMs).toISOString().slice(0, 16).replace('T', ' ')
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="content-security-policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <meta name="generator" content="weir-archive report" />
        <title>Weir report: ${of}</title>
        <style>
          ${{ markup: styleSheet }}
        </style>
      </head>
      <body>
        <header>
          <h1>${title(head)}</h1>
          <p>${of}</p>
          <p>${more.join('; ')}</p>
        </header>
        <nav aria-label="Reports">
          <ol>
            ${reports.map(({ name, title: text }) => html`<li><a href="#${name}">${text}</a></li>`)}
          </ol>
        </nav>
        <main>${noticesSection(head)} ${reports.map(reportSection)}</main>
        <footer>Made ${made} UTC by weir-archive from ${head.archive}</footer>
      </body>
    </html> `
  return page.markup
}

const title = ({ site }: ReportHead): string => (site === null ? 'All sites' : site)

function noticesSection({ notices }: ReportHead): Markup {
  if (notices.length === 0) return html``
  return html`<section class="notices">
    <h2>Not everything could be read</h2>
    <p class="about">What was left out is counted nowhere below.</p>
    <ul>
      ${notices.map((notice) => html`<li>${describeNotice(notice)}</li>`)}
    </ul>
  </section>`
}

const reportSection = (report: Report): Markup =>
  html`<section id="${report.name}">
    <h2>${report.title}</h2>
    <p class="about">${report.about}</p>
    <dl class="facts">
      ${report.facts.map(
        ({ label, kind, value }) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${formatValue(value, kind)}</dd>
          </div>`,
      )}
    </dl>
    <div class="tables">${report.tables.map((table) => figure(report, table))}</div>
  </section> `

function figure({ name, title: ofReport }: Report, table: ReportTable): Markup {
  if (table.rows.length === 0) {
    return html`<figure>
      <figcaption><h3>${table.title}</h3></figcaption>
      <p class="nothing">nothing</p>
    </figure>`
  }
  const drawn = draw(table, { id: `${name}-${table.key}`, title: `${ofReport}: ${table.title}` })
  const more = table.more ?? 0
  const rest = more > 0 ? html`<p class="more">and ${more} more</p>` : html``
  const isWide = table.chart?.kind !== 'bars'
  return html`<figure class="${isWide ? 'wide' : ''}">
    <figcaption>
      <h3>${table.title}</h3>
      ${keyOf(table)}
    </figcaption>
    ${
      drawn === undefined
        ? dataTable(table)
        : html`<div class="drawn">${drawn}</div>
            <details>
              <summary>Table</summary>
              ${dataTable(table)}
            </details>`
    }
    ${rest}
  </figure> `
}

function draw(table: ReportTable, parts: { id: string; title: string }): Markup | undefined {
  const { chart } = table
  switch (chart?.kind) {
    case 'bars':
      return barsChart(table, chart, parts)
    case 'lines':
      // A line of one day is a dot.
      return table.rows.length > 1 ? linesChart(table, chart, parts) : undefined
    case 'parts':
      return partsChart(table, chart, parts)
    case 'heat':
      return heatChart(table, chart, parts)
    case undefined:
      return undefined
  }
}

const labelOf = (columns: ReportTable['columns'], key: string): string =>
  columns.find((column) => column.key === key)?.label ?? key

/** What is drawn, and which colour is what. */
function keyOf({ chart, columns }: ReportTable): Markup[] {
  if (chart?.kind === 'bars')
    return [html`<span class="key">${labelOf(columns, chart.value)}</span>`]
  if (chart?.kind === 'heat') {
    const [x, y] = [labelOf(columns, chart.x), labelOf(columns, chart.y)]
    return [html`<span class="key">${labelOf(columns, chart.value)}, by ${y} and ${x}</span>`]
  }
  const keys = chart?.kind === 'parts' ? chart.parts : (chart?.values ?? [])
  const classes = chart?.kind === 'parts' ? partClasses : seriesClass
  return keys.map((key, at) => {
    const label = labelOf(columns, key)
    return html`<span class="key ${classes[at] ?? ''}"><i></i>${label}</span>`
  })
}

function dataTable({ title: caption, columns, rows }: ReportTable): Markup {
  const head = columns.map(
    ({ label, kind }) =>
      html`<th scope="col" class="${isNumeric(kind) ? 'number' : ''}">${label}</th>`,
  )
  const body = rows.map(
    (row) =>
      html`<tr>
        ${columns.map(({ kind }, at) => html`<td class="${isNumeric(kind) ? 'number' : ''}">${formatValue(row[at] ?? null, kind)}</td>`)}
      </tr> `,
  )
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`
}
