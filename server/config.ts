import { randomBytes } from 'node:crypto'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import * as z from 'zod'
import { StartError } from './errors.ts'

/** What a process does; all by default. `alarms` is named now and gets its work in a later step. */
export const Role = z.enum(['ingest', 'derive', 'history', 'alarms', 'hub', 'api'])
export type Role = z.infer<typeof Role>

const list = z.string().default('').transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== ''))
const yesNo = (fallback: '0' | '1') => z.enum(['0', '1']).default(fallback).transform((text) => text === '1')

const Environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  NODE_ENV: z.string().default('development'),
  REDIS_URL: z.string().min(1).optional(),
  DATABASE_URL: z.string().min(1).optional(),
  IOC_DATA_DIR: z.string().min(1).default('./var'),
  IOC_DEPLOYMENT: z.string().min(1).default('./deployments/tay-ninh'),
  IOC_ROLES: list.pipe(z.array(Role)),
  IOC_DEMO: yesNo('1'),
  IOC_PUSH_DEMO_KEY: z.string().min(16, 'at least 16 characters').optional(),
  IOC_DEMO_PASSWORD: z.string().max(512).optional(),
  IOC_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
  IOC_TRUSTED_PROXIES: list,
  IOC_ALLOW_MEMORY: yesNo('0'),
  /** Milliseconds between frames; 0 sends a frame per batch (benchmarks). */
  IOC_BEAT_MS: z.coerce.number().int().min(0).max(5_000).default(250),
  /** A person's session ends when not used for so long, and in any case after so long. */
  IOC_SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(1_440).default(30),
  IOC_SESSION_HOURS: z.coerce.number().int().min(1).max(72).default(12),
  /** Memory bound of our own Redis; a quarter of the machine without it. */
  IOC_REDIS_MEMORY_MB: z.coerce.number().int().min(32).optional(),
  IOC_CACHE_DIR: z.string().min(1).optional(),
  XDG_CACHE_HOME: z.string().min(1).optional(),
})

export interface Config {
  host: string
  port: number
  logLevel: string
  production: boolean
  redisUrl: string | undefined
  databaseUrl: string | undefined
  dataDir: string
  cacheDir: string
  deploymentDir: string
  roles: ReadonlySet<Role>
  demo: boolean
  pushDemoKey: { key: string; made: boolean }
  /** Of the demonstration's accounts; undefined where there are none. */
  demoPassword: { password: string; made: boolean } | undefined
  session: { idleMs: number; lifeMs: number }
  token: string | undefined
  trustedProxies: string[]
  allowMemory: boolean
  beatMs: number
  redisMemoryBytes: number | undefined
  /** For the `${NAME}` placeholders of a deployment's sources; values are secrets. */
  environment: Readonly<Record<string, string>>
}

/** Environment -> Config, every fault at once. The only reader of the process environment is the caller of this. */
export function readConfig(environment: NodeJS.ProcessEnv, cwd: string): Config {
  const given = Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new StartError(`Biến môi trường sai / wrong environment:\n${faults.join('\n')}`)
  }
  const env = parsed.data
  const production = env.NODE_ENV === 'production'
  return {
    host: env.HOST,
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    production,
    redisUrl: env.REDIS_URL,
    databaseUrl: env.DATABASE_URL,
    dataDir: path.resolve(cwd, env.IOC_DATA_DIR),
    cacheDir: path.resolve(cwd, env.IOC_CACHE_DIR ?? cacheFolder(env.XDG_CACHE_HOME)),
    deploymentDir: path.resolve(cwd, env.IOC_DEPLOYMENT),
    roles: new Set(env.IOC_ROLES.length > 0 ? env.IOC_ROLES : Role.options),
    demo: env.IOC_DEMO && !production,
    pushDemoKey: env.IOC_PUSH_DEMO_KEY ? { key: env.IOC_PUSH_DEMO_KEY, made: false } : { key: randomBytes(24).toString('base64url'), made: true },
    demoPassword: env.IOC_DEMO && !production ? demoPassword(env.IOC_DEMO_PASSWORD) : undefined,
    session: { idleMs: env.IOC_SESSION_IDLE_MINUTES * 60_000, lifeMs: env.IOC_SESSION_HOURS * 3_600_000 },
    token: env.IOC_TOKEN,
    trustedProxies: env.IOC_TRUSTED_PROXIES,
    allowMemory: env.IOC_ALLOW_MEMORY || !production,
    beatMs: env.IOC_BEAT_MS,
    redisMemoryBytes: env.IOC_REDIS_MEMORY_MB === undefined ? undefined : env.IOC_REDIS_MEMORY_MB * 1_048_576,
    environment: given,
  }
}

/** A made one is typed by hand from the terminal. */
const demoPassword = (given: string | undefined) => (given === undefined ? { password: randomBytes(9).toString('base64url'), made: true } : { password: given, made: false })

/** Outside the checkout, so that a fresh clone need not fetch again. */
function cacheFolder(xdg: string | undefined): string {
  const home = homedir()
  if (xdg !== undefined) return path.join(xdg, 'ioc')
  return home === '' || home === '/' || home === '/nonexistent' ? path.join(tmpdir(), 'ioc-cache') : path.join(home, '.cache', 'ioc')
}
