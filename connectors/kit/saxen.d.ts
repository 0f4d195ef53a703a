/** The part of saxen we use; it brings no types. */
declare module 'saxen' {
  /** Where the parser stands, both counted from 0. */
  type Context = () => { line: number; column: number }
  type Decode = (text: string) => string
  export class Parser {
    on(name: 'openTag', listener: (name: string, attributes: () => Record<string, string>, decode: Decode, isSelfClosing: boolean, context: Context) => void): this
    on(name: 'closeTag', listener: (name: string) => void): this
    on(name: 'text', listener: (text: string, decode: Decode) => void): this
    on(name: 'cdata', listener: (text: string) => void): this
    on(name: 'attention', listener: (markup: string, decode: Decode, context: Context) => void): this
    on(name: 'question', listener: (markup: string, context: Context) => void): this
    on(name: 'error' | 'warn', listener: (error: Error, context: Context) => void): this
    parse(xml: string): void
  }
}
