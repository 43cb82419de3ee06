import { paraglideVitePlugin } from '@inlang/paraglide-js'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The development server speaks to a Throughline that runs beside it.
const server = process.env.THROUGHLINE_URL ?? 'http://127.0.0.1:8080'

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
  ],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  build: { target: 'es2023', sourcemap: false, chunkSizeWarningLimit: 700 },
  server: { proxy: { '/api': { target: server, changeOrigin: false } } },
}))
