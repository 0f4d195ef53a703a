import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { Language } from './app/Language.tsx'
import './theme/index.ts'
import './app/app.css'

const root = document.getElementById('root')
if (root) createRoot(root).render(<Language><App /></Language>)
