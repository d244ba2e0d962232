/** All that a page looks like, by day and by night, on a screen and on paper. */
export const styleSheet: string = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1a1f27; --soft: #5b6573; --line: #dfe3e9;
  --first: #2a62c9; --second: #b4540a; --third: #7a3fb0; --on-first: #ffffff;
  --good: #1a7f4b; --fair: #b07d00; --poor: #c4372d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #10141a; --card: #181d25; --ink: #e7ebf1; --soft: #9aa5b4; --line: #2c3440;
    --first: #6ea2ff; --second: #f0a35c; --third: #c39bf0; --on-first: #0d1117;
    --good: #4cc38a; --fair: #e3b341; --poor: #ff7b72;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', sans-serif; }
main, header, nav ol { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.5rem; padding-bottom: 1rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .35rem; letter-spacing: -.015em; }
h2 { font-size: 1.3rem; margin: 0 0 .25rem; letter-spacing: -.01em; }
h3 { font-size: 1rem; margin: 0; }
header p, .about { color: var(--soft); margin: 0; max-width: 48rem; }
nav { position: sticky; top: 0; z-index: 1; background: var(--page);
  border-bottom: 1px solid var(--line); }
nav ol { display: flex; gap: 1.1rem; list-style: none; overflow-x: auto;
  padding-top: .6rem; padding-bottom: .6rem; scrollbar-width: thin; }
a { color: var(--first); text-decoration: none; white-space: nowrap; }
a:hover, a:focus-visible { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--first); outline-offset: 2px; border-radius: 3px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px;
  padding: 1.4rem 1.5rem 1.5rem; margin: 1.25rem 0; scroll-margin-top: 3.5rem; }
.facts { display: flex; flex-wrap: wrap; gap: .9rem 2.2rem; margin: 1.1rem 0 .2rem; padding: 0; }
.facts div { display: flex; flex-direction: column-reverse; }
.facts dt { color: var(--soft); font-size: .82rem; }
.facts dd { margin: 0; font-size: 1.45rem; font-weight: 600; letter-spacing: -.02em;
  font-variant-numeric: tabular-nums; line-height: 1.25; }
.tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
  gap: 1.6rem 2.2rem; margin-top: 1.4rem; }
.tables.wide, figure.wide { grid-column: 1 / -1; }
figure { margin: 0; min-width: 0; }
.drawn { overflow-x: auto; overflow-y: hidden; }
svg.wide { min-width: 34rem; }
svg.parts { min-width: 22rem; }
figcaption { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem 1.2rem;
  margin-bottom: .6rem; }
.key { color: var(--soft); font-size: .82rem; display: inline-flex; align-items: center; gap: .4rem; }
.key i { width: .75rem; height: .75rem; border-radius: 3px; display: inline-block; }
svg { display: block; width: 100%; overflow: visible; }
.plot { display: flex; padding-right: .6rem; }
.plot .axis { flex: none; width: auto; }
.plot .lines { flex: 1; width: 0; min-width: 0; }
svg text { fill: var(--ink); font-size: 12.5px; }
svg text.soft { fill: var(--soft); font-size: 11.5px; font-variant-numeric: tabular-nums; }
svg text.value { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
svg text.inside { fill: var(--card); font-size: 12px; font-weight: 600; }
svg text.on-deep { fill: var(--on-first); font-size: 12px; font-variant-numeric: tabular-nums; }
svg text.on-pale { fill: var(--ink); font-size: 12px; font-variant-numeric: tabular-nums; }
svg .grid { stroke: var(--line); }
svg .over { fill: transparent; }
svg .over:hover { fill: var(--ink); fill-opacity: .07; }
.first { --series: var(--first); } .second { --series: var(--second); } .third { --series: var(--third); }
.good { --series: var(--good); } .fair { --series: var(--fair); } .poor { --series: var(--poor); }
svg .fill { fill: var(--series); }
svg .line { fill: none; stroke: var(--series); stroke-width: 2; vector-effect: non-scaling-stroke;
  stroke-linejoin: round; stroke-linecap: round; }
svg .area { fill: var(--series); fill-opacity: .1; }
.key i, .swatch { background: var(--series); }
details { margin-top: .7rem; }
summary { cursor: pointer; color: var(--soft); font-size: .85rem; width: max-content; }
.scroll { overflow-x: auto; margin-top: .5rem; max-height: 30rem; }
table { border-collapse: collapse; width: 100%; font-size: .87rem; font-variant-numeric: tabular-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { text-align: left; padding: .32rem .7rem; border-bottom: 1px solid var(--line);
  white-space: nowrap; max-width: 24rem; overflow: hidden; text-overflow: ellipsis; }
th { color: var(--soft); font-weight: 500; position: sticky; top: 0; background: var(--card); }
th:first-child, td:first-child { padding-left: 0; }
.number { text-align: right; }
.more, .nothing { color: var(--soft); font-size: .85rem; margin: .4rem 0 0; }
.notices { border-color: var(--fair); }
.notices ul { margin: .6rem 0 0; padding-left: 1.1rem; font-size: .88rem; overflow-wrap: anywhere; }
footer { color: var(--soft); font-size: .82rem; text-align: center; padding: 1rem 1rem 2.5rem; }
@media (max-width: 40rem) { svg .sparse { display: none; } section { padding: 1.1rem 1rem; border-radius: 10px; } }
@media print {
  nav { display: none; } body, section { background: #fff; } section { break-inside: avoid; }
}
`
