/** Black on white, with borders and words instead of colours, so that a copy in black and white loses nothing. */
export const pageStyle = `@page{size:A4;margin:18mm}
*{box-sizing:border-box}
html{font:1rem/1.5 "Helvetica Neue",Helvetica,Arial,sans-serif;color:#000;background:#fff}
body{margin:0 auto;padding:1rem;max-width:46rem;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.35rem;line-height:1.25;margin:2rem 0 .5rem;padding-top:.5rem;border-top:2px solid #000}
h3{font-size:1.1rem;margin:1.25rem 0 .25rem}
p{margin:.5rem 0}
ul{margin:.25rem 0;padding-left:1.25rem}
li{margin:.25rem 0}
.brief{margin:1rem 0;padding:.5rem 1rem;border:2px solid #000}
.people{margin:2rem 0;padding:0 1rem 1rem;border:3px double #000}
.people h2{border-top:0;margin-top:.5rem}
@media print{html{font-size:10.5pt}body{max-width:none;padding:0}h1,h2,h3{break-after:avoid}li,p{break-inside:avoid-page;orphans:3;widows:3}.workings{break-before:page}}`
