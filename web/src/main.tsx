/** The start: the data layer, the commands, the router, and React. */
import '@/ui/tokens.css'
import '@/ui/print.css'

import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { addAreas } from '@/app/areas'
import { warmUp } from '@/app/dialogs'
import { keepForOffline } from '@/app/offline'
import { makeRouter } from '@/app/router'
import { addShellCommands } from '@/app/start'
import { applyTheme } from '@/app/theme'
import { Data } from '@/data/data'
import { DataProvider } from '@/data/hooks'
import { startLoading } from '@/routes/screens'

startLoading(location.pathname, location.search)
applyTheme()
addShellCommands()
addAreas()
const data = new Data()
const router = makeRouter(data)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <DataProvider data={data}>
      <RouterProvider router={router} />
    </DataProvider>
  </StrictMode>,
)

keepForOffline(data)

// Safari knows no idle callback.
setTimeout(() => (window.requestIdleCallback ?? setTimeout)(warmUp), 1500)
