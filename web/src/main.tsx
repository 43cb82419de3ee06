import { m } from './locales/gen/messages.js'

document.getElementById('root')!.textContent = m.app_count({ count: 2 })
