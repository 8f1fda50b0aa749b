/** The files of the page, with their media types. Swagger UI has more, for example a page that reads another host’s document. */
export const pageTypes = {
  'index.html': 'text/html; charset=utf-8',
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'swagger-ui-standalone-preset.js': 'text/javascript; charset=utf-8',
  'swagger-ui-init.js': 'text/javascript; charset=utf-8',
  'favicon-16x16.png': 'image/png',
  'favicon-32x32.png': 'image/png',
}
/** The names of all files of the page. */
export const pageFileNames = Object.keys(pageTypes)
