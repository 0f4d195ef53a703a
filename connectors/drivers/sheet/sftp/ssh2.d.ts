/** The part of ssh2 we use. Its published types bring those of another Node with them. */
declare module 'ssh2' {
  import type { EventEmitter } from 'node:events'
  import type { Server as TcpServer } from 'node:net'
  import type { Duplex } from 'node:stream'

  export interface Attributes {
    mode: number
    size: number
    /** Seconds since 1970. */
    mtime: number
    atime?: number
    uid?: number
    gid?: number
  }
  export interface Entry {
    filename: string
    longname: string
    attrs: Attributes
  }
  type Done<T> = (error: (Error & { code?: number }) | null | undefined, answer: T) => void

  export interface SFTPWrapper extends EventEmitter {
    realpath(path: string, done: Done<string>): void
    opendir(path: string, done: Done<Buffer>): void
    readdir(handle: Buffer, done: Done<Entry[]>): void
    open(path: string, flags: string, done: Done<Buffer>): void
    fstat(handle: Buffer, done: Done<Attributes>): void
    read(handle: Buffer, into: Buffer, offset: number, length: number, position: number, done: Done<number>): void
    close(handle: Buffer, done: Done<void>): void
    rename(from: string, to: string, done: Done<void>): void
  }

  export interface ConnectConfig {
    sock: Duplex
    username: string
    password?: string
    privateKey?: string
    passphrase?: string
    hostVerifier(key: Buffer): boolean
    authHandler?: ('none' | 'password' | 'publickey')[]
    readyTimeout?: number
  }
  export class Client extends EventEmitter {
    connect(config: ConnectConfig): this
    sftp(done: Done<SFTPWrapper>): void
    end(): this
  }

  export interface AuthContext {
    method: string
    username: string
    password?: string
    accept(): void
    reject(methods?: string[]): void
  }
  /** What a client asks of a server; answered by the request's number. */
  export interface SFTPServer extends EventEmitter {
    handle(request: number, handle: Buffer): void
    status(request: number, code: number): void
    data(request: number, data: Buffer): void
    name(request: number, names: { filename: string; longname?: string; attrs?: Partial<Attributes> }[]): void
    attrs(request: number, attributes: Partial<Attributes>): void
  }
  export interface Connection extends EventEmitter {
    end(): void
  }
  export interface ServerSession extends EventEmitter {}
  export class Server extends EventEmitter {
    constructor(config: { hostKeys: string[] }, onConnection: (client: Connection) => void)
    listen(port: number, host: string, done: () => void): this
    address(): ReturnType<TcpServer['address']>
    close(done?: () => void): this
  }
  export interface Key {
    getPublicSSH(): Buffer
  }

  const ssh2: {
    Client: typeof Client
    Server: typeof Server
    utils: {
      parseKey(text: string): Key | Error
      sftp: { STATUS_CODE: Record<'OK' | 'EOF' | 'NO_SUCH_FILE' | 'PERMISSION_DENIED' | 'FAILURE' | 'OP_UNSUPPORTED', number> }
    }
  }
  export default ssh2
}
