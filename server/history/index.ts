/** Keeps samples and answers questions about the past: for now the recent one, read from the log. */
export { createRecent, type History, type RangeAnswer, type RangeQuery, type RecentDeps } from './recent.ts'
