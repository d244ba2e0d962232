import { afterAll, expect, test } from 'vitest'
import { answerClicks, clickOn } from './support/click-on.ts'
import { openLab } from './support/open-lab.ts'

const lab = await openLab()
afterAll(() => lab.close())
const page = await lab.open({ captures: 'lab.captureClicks()' })
await answerClicks(page)
const here = new URL(page.url())

const about = async (link: string) => {
  const click = await clickOn(page, link)
  return Object.fromEntries(
    ['href', 'outbound', 'download', 'file_extension'].flatMap((name) =>
      click && name in click ? [[name, click[name]]] : [],
    ),
  )
}

test.each([
  ['a page', 'next', { href: `${here.href}next`, outbound: false }],
  ['a place on the page', '#top', { href: here.href, outbound: false }],
  ['another site', 'https://example.net/a', { href: 'https://example.net/a', outbound: true }],
  [
    'a file',
    '/f/Sizes.PDF',
    {
      href: `${here.origin}/f/Sizes.PDF`,
      outbound: false,
      download: true,
      file_extension: 'pdf',
    },
  ],
  [
    'a file of another site',
    '//example.net/a.tar.gz?v=1',
    { href: 'http://example.net/a.tar.gz', outbound: true, download: true, file_extension: 'gz' },
  ],
  [
    'a page with a dot',
    '/users/joe.doe',
    { href: `${here.origin}/users/joe.doe`, outbound: false },
  ],
  ['a secret', '/a?token=abc&q=b', { href: `${here.origin}/a?q=b`, outbound: false }],
  ['an e-mail address', 'mailto:joe@example.com', { href: 'mailto:' }],
  ['a telephone', 'tel:+491701234567', { href: 'tel:' }],
  ['a script', 'javascript:void(0)', { href: 'javascript:' }],
])('tells of a link to %s', async (_what, href, told) => {
  expect(await about(`<a href="${href}" data-target>Link</a>`)).toEqual(told)
})

test('tells of a file that the page makes', async () => {
  expect(
    await about('<a href="data:text/csv,a" download="Report.csv" data-target>Link</a>'),
  ).toEqual({ href: 'data:', download: true, file_extension: 'csv' })
  expect(await about('<a href="/report" download data-target>Link</a>')).toEqual({
    href: `${here.origin}/report`,
    outbound: false,
    download: true,
  })
})

test('tells of the link around a button', async () => {
  const around = '<a href="/a"><button data-target>Go</button></a>'
  expect(await clickOn(page, around)).toMatchObject({ element: 'button', href: `${here.origin}/a` })
})

test('tells of a link in a drawing', async () => {
  const html = '<svg><a href="/a"><text y="20" data-target>Go</text></a></svg>'
  expect(await clickOn(page, html)).toMatchObject({ element: 'a', href: `${here.origin}/a` })
})

test('tells nothing of a link where there is none', async () => {
  expect(await about('<a data-target>Link</a>')).toEqual({})
  expect(await about('<button data-target>Button</button>')).toEqual({})
})
