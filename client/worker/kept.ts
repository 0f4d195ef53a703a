/** What stays on a leader's device, by name: the page with its files, and what the server said last. */
export const PAGE_CACHE = 'ioc-leader-page'
export const DATA_CACHE = 'ioc-leader-data'

/** What a page says to the worker at sign-out. */
export const FORGET = 'forget'

/** The last figures, put there by the page itself. */
export const LIVE_KEY = '/api/v1/live'

const ANSWERS = ['/api/v1/catalogue', '/api/v1/briefing', '/api/v1/map']

export const isKeptAnswer = (path: string): boolean => ANSWERS.includes(path)
