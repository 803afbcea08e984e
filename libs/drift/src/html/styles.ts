/** The page's styles; it loads nothing from anywhere. */
export const STYLES = `
:root{--ink:#1c2733;--soft:#5d6b7a;--line:#dde3ea;--paper:#f5f7fa;--card:#fff;--was:#9aa8b8;--is:#1f6feb;
--stable:#1a7f4b;--drift:#c2410c;--none:#6b7280;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa7b4;--line:#2c3540;--paper:#0f1419;--card:#171d24;
--was:#5b6876;--is:#58a6ff;--stable:#3fb97a;--drift:#f0883e;--none:#8b949e}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:1120px;margin:0 auto;padding:28px 20px 60px}h1{font-size:26px;margin:0}h2{font-size:18px;margin:34px 0 10px}
h3{font-size:14px;margin:0}.head{display:flex;align-items:center;gap:14px;flex-wrap:wrap}
.badge{display:inline-block;padding:2px 10px;border-radius:99px;font-weight:600;font-size:12.5px;color:#fff;white-space:nowrap}
.badge.big{font-size:15px;padding:4px 14px}.stable{background:var(--stable)}.drift{background:var(--drift)}
.not-enough-data{background:var(--none)}.lead{margin:10px 0 18px;font-size:16px}.soft{color:var(--soft)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:12px}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px 16px}
.facts b{display:block;font-size:12px;font-weight:600;color:var(--soft);text-transform:uppercase;letter-spacing:.04em}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;background:var(--card);border:1px solid var(--line);border-radius:10px}
th,td{padding:7px 12px;text-align:left;border-top:1px solid var(--line);vertical-align:top;font-variant-numeric:tabular-nums}
th{border:0;font-size:12px;color:var(--soft);font-weight:600}td.num,th.num{text-align:right}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(340px,1fr));gap:12px}
.card header{display:flex;justify-content:space-between;align-items:center;gap:8px;margin-bottom:8px}
.legend{display:flex;gap:16px;font-size:13px;color:var(--soft);margin:0 0 10px}
.legend i{display:inline-block;width:11px;height:11px;border-radius:2px;margin-right:6px}
svg{display:block;width:100%;height:auto}.was{fill:var(--was);background:var(--was)}.is{fill:var(--is);background:var(--is)}
svg text{fill:var(--soft);font-size:11px}.axis{stroke:var(--line)}
pre{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:10px 12px;overflow-x:auto;font-size:13px}
@media print{body{background:#fff}.card{break-inside:avoid}}
`;
