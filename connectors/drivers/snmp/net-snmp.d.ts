/** The part of net-snmp we use; it brings no types. */
declare module 'net-snmp' {
  import type { EventEmitter } from 'node:events'
  import type { Socket } from 'node:dgram'

  export interface Varbind {
    oid: string
    type: number
    value: unknown
  }
  export interface User {
    name: string
    level: number
    authProtocol?: number
    authKey?: string
    privProtocol?: number
    privKey?: string
  }
  export interface Message {
    hasPrivacy(): unknown
  }
  export interface Req {
    responseCb(error: Error): void
  }
  export interface Session extends EventEmitter {
    dgram: Socket
    onMsg(buffer: Buffer): void
    onSimpleGetResponse(req: Req, message: Message): void
    get(oids: string[], done: (error: Error | null, varbinds?: Varbind[]) => void): void
    getBulk(oids: string[], nonRepeaters: number, maxRepetitions: number, done: (error: Error | null, varbinds?: Varbind[][]) => void): void
    close(): void
  }
  export interface MibRequest {
    instanceNode: { value: unknown }
    done(error?: unknown): void
  }
  export interface Provider {
    name: string
    type: number
    oid: string
    maxAccess: number
    scalarType?: number
    tableColumns?: { number: number; name: string; type: number; maxAccess: number }[]
    tableIndex?: { columnName: string }[]
    handler?(request: MibRequest): void
  }
  export interface Agent {
    getMib(): {
      registerProvider(provider: Provider): void
      setScalarValue(name: string, value: unknown): void
      addTableRow(name: string, row: unknown[]): void
      deleteTableRow(name: string, index: unknown[]): void
      setTableSingleCell(name: string, column: number, index: unknown[], value: unknown): void
    }
    getAuthorizer(): { addCommunity(community: string): void; addUser(user: User): void }
    close(done?: () => void): void
  }
  const snmp: {
    createSession(target: string, community: string, options: object): Session
    createV3Session(target: string, user: User, options: object): Session
    createAgent(options: object, callback: (error: Error | null) => void): Agent
    isVarbindError(varbind: Varbind): boolean
    Version2c: number
    ObjectType: Record<'Integer' | 'OctetString' | 'OID' | 'IpAddress' | 'Counter' | 'Gauge' | 'TimeTicks' | 'Opaque' | 'Counter64' | 'NoSuchObject' | 'NoSuchInstance' | 'EndOfMibView' | 'Null' | 'Boolean' | 'BitString', number>
    SecurityLevel: { authPriv: number }
    AuthProtocols: Record<'sha' | 'sha224' | 'sha256' | 'sha384' | 'sha512', number>
    PrivProtocols: Record<'aes' | 'aes256b' | 'aes256r', number>
    MibProviderType: { Scalar: number; Table: number }
    MaxAccess: Record<'not-accessible' | 'read-only', number>
  }
  export default snmp
}
