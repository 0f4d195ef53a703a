/** Decides who may do what, for HTTP and sockets alike. */
export { createAddressOf } from './address.ts'
export { type Audit, createAudit, viewerName } from './audit.ts'
export { can } from './can.ts'
export { bearer, createIdentify, isSameSecret, TOKEN_COOKIE } from './identify.ts'
export { isOwnOrigin } from './origin.ts'
