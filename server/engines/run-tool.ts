import { type ExecFileException, execFile } from 'node:child_process'

/** The machine's own settings that a tool of Debian needs: nothing else of our environment reaches a child. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'APT_CONFIG', 'http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']
const USUAL_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** Messages untranslated, so that they can be read by programs; names of files in any language. */
const LOCALE = 'C.UTF-8'

export type Environment = Readonly<Record<string, string | undefined>>

export interface ToolOptions {
  environment: Environment
  signal: AbortSignal
  withinMs: number
  cwd?: string
  /** What this program needs besides: where its libraries lie. */
  extraEnv?: Record<string, string>
}

/** Runs a program to its end and answers what it printed; an error holds what it complained about. */
export async function runTool(program: string, args: string[], options: ToolOptions): Promise<string> {
  return await new Promise((resolve, reject) => {
    execFile(
      program,
      args,
      {
        env: { ...toolEnvironment(options.environment), ...options.extraEnv },
        signal: options.signal,
        timeout: options.withinMs,
        killSignal: 'SIGKILL',
        maxBuffer: 64 * 1024 * 1024,
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout)
        else reject(new Error(`${program} ${args.find((arg) => /^[a-z]/.test(arg)) ?? ''}: ${complaint(error, stderr, options)}`, { cause: error }))
      },
    )
  })
}

export function toolEnvironment(environment: Environment): Record<string, string> {
  const passed = PASSED_ON.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]] as const]))
  return { PATH: USUAL_PATH, ...Object.fromEntries(passed), LC_ALL: LOCALE, DEBIAN_FRONTEND: 'noninteractive' }
}

/** For a server that needs nothing of ours. */
export function plainEnvironment(environment: Environment): Record<string, string> {
  return { PATH: environment['PATH'] ?? USUAL_PATH, LC_ALL: LOCALE }
}

function complaint(error: ExecFileException, stderr: string, options: ToolOptions): string {
  if (options.signal.aborted) return 'aborted'
  if (error.code === 'ENOENT') return 'not on this machine'
  if (error.killed === true) return `no answer within ${Math.round(options.withinMs / 1000)} s`
  const lines = stderr.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  return (lines.filter((line) => line.startsWith('E:')).concat(lines)[0] ?? error.message).slice(0, 300)
}
