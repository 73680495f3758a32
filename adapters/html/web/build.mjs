// Bundles the page's script and style and writes them as a C++ source: node build.mjs SOURCE_FOLDER OUTPUT
// node_modules stands in the working directory, so that the source folder stays as it is.
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [folder, output] = process.argv.slice(2)
const { build } = createRequire(join(process.cwd(), 'package.json'))('esbuild')

async function bundle(entry) {
  const result = await build({
    entryPoints: [join(folder, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
    nodePaths: [join(process.cwd(), 'node_modules')],
  })
  return result.outputFiles[0].text.trim()
}

const script = '/* Apache ECharts, Apache License 2.0 */' + (await bundle('page.js')).replaceAll('</script', '<\\/script')
const style = await bundle('page.css')
const hash = (text) => 'sha256-' + createHash('sha256').update(text, 'utf8').digest('base64')

// Compilers limit one literal; adjacent ones are one. By code points, so that none is cut in two.
function literal(text) {
  const characters = [...text]
  const parts = []
  for (let at = 0; at < characters.length; at += 8000) parts.push(`R"segue(${characters.slice(at, at + 8000).join('')})segue"`)
  return parts.join('\n')
}

writeFileSync(
  output,
  `// Generated from adapters/html/web by build.mjs.
#include "adapters/html/page_assets.h"

namespace segue::html {

const std::string_view kPageScript = ${literal(script)};
const std::string_view kPageStyle = ${literal(style)};
const std::string_view kPageScriptHash = "${hash(script)}";
const std::string_view kPageStyleHash = "${hash(style)}";

}  // namespace segue::html
`,
)
