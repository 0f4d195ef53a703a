import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice for argon2id (the library's default kind): 19 MiB, two passes; about 20 ms on a thread of the pool. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export interface Passwords {
  make(password: string): Promise<string>
  /** Without a hash the same work is done for nothing, so that the time does not tell whether the name exists. */
  isRight(password: string, hash: string | undefined): Promise<boolean>
}

export function createPasswords(cost: typeof COST = COST): Passwords {
  let decoy: Promise<string> | undefined
  return {
    make: (password) => hash(asTyped(password), cost),
    async isRight(password, known) {
      const isRight = await verify(known ?? (await (decoy ??= hash('nobody has this one', cost))), asTyped(password))
      return known !== undefined && isRight
    },
  }
}

/** Keyboards write Vietnamese letters in one piece or in several; both are the same password. */
const asTyped = (password: string): string => password.normalize('NFC')
