import { createAddressGuard } from './address-guard.ts'

const LOOPBACK = ['127.0.0.0/8', '::1']

/** Who may send to a port of ours: the ranges an operator names, else this machine alone. */
export function createSenderGuard(allow: readonly string[]): (address: string) => boolean {
  const guard = createAddressGuard(allow.length === 0 ? LOOPBACK : allow)
  return (address) => guard(address) === undefined
}
