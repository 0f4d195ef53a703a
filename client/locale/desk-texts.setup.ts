import { fetchDeskTexts } from './say.ts'

// As in the browser before such a room is drawn.
await fetchDeskTexts()
