import { expect, it } from 'vitest'
import { parseMessage } from './parse-message.ts'

it.each([
  ['<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3"] text', 'notice', 20], ['<34>1 - - su - ID47 - text', 'critical', 4], ['<0>1 2026-10-15T03:00:00Z h a - - -', 'emergency', 0],
  ['<191>1 - h a - - [x]', 'debug', 23], ['<192>1 - h a - - -', undefined, undefined], ['<007>1 - h a - - -', undefined, undefined], ['<34>2 - h a - - -', undefined, undefined], ['<13>Oct 15 03:00:00 may sshd[12]: x', 'notice', 1],
])('reads %s', (text, severity, facility) => {
  expect(parseMessage(text)?.severity).toBe(severity)
  expect(parseMessage(text)?.facility).toBe(facility)
})
