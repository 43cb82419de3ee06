import { readdir, readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

import { paraglideVitePlugin } from '@inlang/paraglide-js'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

// The development server speaks to a Throughline that runs beside it.
const server = process.env.THROUGHLINE_URL ?? 'http://127.0.0.1:8080'

/**
 * Lays each text file's compressed forms beside it: the server sends them as they
 * are, and no first visit waits for a compressor.
 */
function compressed(): Plugin {
  const pack = { '.br': (b: Buffer) => promisify(brotliCompress)(b, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: b.length } }), '.gz': (b: Buffer) => promisify(gzip)(b, { level: 9 }) }
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir }) {
      for (const name of await readdir(dir!, { recursive: true })) {
        if (!/\.(js|css|html|json|svg)$/.test(name)) continue
        const plain = await readFile(`${dir}/${name}`)
        for (const [end, make] of Object.entries(pack)) {
          const small = await make(plain)
          if (small.length < 0.9 * plain.length) await writeFile(`${dir}/${name}${end}`, small)
        }
      }
    },
  }
}

/** Lays sw.js beside the client: the worker that keeps it, told the names of its files; fonts of other scripts come when they are needed. */
function worker(): Plugin {
  return {
    name: 'worker',
    apply: 'build',
    async generateBundle(_, bundle) {
      const files = Object.keys(bundle).filter((name) => /^assets\/.*\.(js|css)$|^assets\/.*-latin-wght.*\.woff2$/.test(name))
      const source = await readFile(new URL('./src/app/worker.js', import.meta.url), 'utf8')
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: source.replace('= FILES', `= ${JSON.stringify(files.map((f) => `/${f}`))}`) })
    },
  }
}

export default defineConfig(({ command }) => ({
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/locales/gen',
      strategy: ['baseLocale'],
      // A module for each message, so that each screen brings its own texts; while
      // developing one for all, so that the browser does not ask a thousand times.
      outputStructure: command === 'build' ? 'message-modules' : 'locale-modules',
    }),
    react(),
    tailwindcss(),
    worker(),
    compressed(),
  ],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  build: {
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    // Left to itself the bundler makes a file of each text that two screens share: hundreds of requests of a hundred bytes.
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'words', test: /locales[\\/]gen[\\/]/, minShareCount: 2 },
            { name: 'common', minShareCount: 10 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: server, changeOrigin: false } } },
}))
