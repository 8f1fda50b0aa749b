/**
 * Black on white, with borders and words instead of colours, so that a copy in black and white loses nothing. The foot of each
 * printed page has its number and the reference that the page has in `data-reference`; browsers that print neither leave both out.
 */
export const pageStyle = `@page{size:A4;margin:18mm 18mm 20mm;@bottom-left{content:attr(data-reference);font:8pt Helvetica,Arial,sans-serif;width:80%}@bottom-right{content:"Page " counter(page) " of " counter(pages);font:8pt Helvetica,Arial,sans-serif}}
*{box-sizing:border-box}
html{font:1rem/1.5 "Helvetica Neue",Helvetica,Arial,sans-serif;color:#000;background:#fff}
body{margin:0 auto;padding:1rem;max-width:46rem;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.35rem;line-height:1.25;margin:2rem 0 .5rem;padding-top:.5rem;border-top:2px solid #000}
h3{font-size:1.1rem;margin:1.25rem 0 .25rem}
p{margin:.5rem 0}
ul{margin:.25rem 0;padding-left:1.25rem}
li{margin:.25rem 0}
a{color:#000}
table{border-collapse:collapse;width:100%;margin:.5rem 0}
caption{text-align:left;font-weight:bold;margin:1rem 0 .25rem}
th,td{text-align:left;vertical-align:top;padding:.25rem .5rem .25rem 0;border-bottom:1px solid #000}
.number{text-align:right}
td.number{white-space:nowrap}
.report table{width:auto}
.report .wide{width:100%;min-width:44rem}
.wide th:first-child{width:32%}
.wide thead th{overflow-wrap:normal}
.scroll{overflow-x:auto}
.findings th:nth-child(1){width:6%}
.findings th:nth-child(2){width:16%}
.findings th:nth-child(3),.findings th:nth-child(4){width:22%}
.brief{margin:1rem 0;padding:.5rem 1rem;border:2px solid #000}
.people{margin:2rem 0;padding:0 1rem 1rem;border:3px double #000}
.people h2{border-top:0;margin-top:.5rem}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 2rem;margin-bottom:1rem}
.head p{margin:0}
blockquote{margin:.5rem 0;padding-left:1rem;border-left:4px solid #000}
@media print{html{font-size:10pt;line-height:1.4}body{max-width:none;padding:0}h1,h2,h3,caption{break-after:avoid}h1{font-size:16pt}h2{font-size:13pt;margin:5mm 0 1mm;padding-top:1mm}h3{font-size:10.5pt;margin:3mm 0 1mm}li{margin:.7mm 0}p{margin:1mm 0}.brief{margin:3mm 0;padding:1mm 4mm}.people{margin:5mm 0;padding:0 4mm 2mm}li,p,tr{break-inside:avoid-page;orphans:3;widows:3}.workings{break-before:page}.letter{font-size:9.5pt;line-height:1.35}.letter h2{font-size:12pt;margin:3.5mm 0 1mm;border-top-width:1px}.letter table{font-size:8.5pt;line-height:1.25;margin:1mm 0}.letter th,.letter td{padding:.6mm 2mm .6mm 0}.letter .head{margin-bottom:3mm}.report table{font-size:8pt;line-height:1.25}.report .wide{min-width:0}.report th,.report td{padding:.5mm 1.5mm .5mm 0}}`
