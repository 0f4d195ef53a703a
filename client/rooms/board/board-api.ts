import { boardCalls } from '../../api/index.ts'

/** This page's own server, for boards: apart from `pageApi`, because a wall's first figures must not wait for it. */
export const boardApi = boardCalls((...request) => fetch(...request))
