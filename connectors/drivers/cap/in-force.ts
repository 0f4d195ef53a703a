import type { Alert, AlertInfo } from './read-alert.ts'

/** An alert that is in force, with those of its blocks that are. */
export type AlertInForce = Pick<Alert, 'identifier' | 'sender' | 'sentAt' | 'msgType' | 'infos'>

const HOUR_MS = 3_600_000

/**
 * What is in force at a moment (CAP 1.2, 3.2): messages of status Actual that no later message of the same sender replaced or took back,
 * between effective and expires. A message is looked at as a whole: whatever it says of areas, one identifier is one alert. What
 * somebody else than its sender says of an alert changes nothing: a warning must not be silenced from outside.
 */
export function alertsInForce(all: readonly Alert[], now: number, withoutExpiresHours: number): AlertInForce[] {
  const actual = [...new Map(all.filter(({ status }) => status === 'Actual').map((alert) => [keyOf(alert), alert])).values()]
  const replaced = new Set(actual.filter(({ msgType }) => msgType === 'Update' || msgType === 'Cancel')
    .flatMap(({ sender, references }) => references.filter((reference) => reference.startsWith(`${sender},`))))
  return actual
    .filter((alert) => (alert.msgType === 'Alert' || alert.msgType === 'Update') && !replaced.has(keyOf(alert)))
    .map(({ identifier, sender, sentAt, msgType, infos }) => ({ identifier, sender, sentAt, msgType, infos: infos.filter((info) => isInForce(info, { sentAt, now, withoutExpiresHours })) }))
    .filter(({ infos }) => infos.length > 0)
}

const keyOf = ({ sender, identifier }: Alert): string => `${sender},${identifier}`

function isInForce(info: AlertInfo, { sentAt, now, withoutExpiresHours }: { sentAt: number; now: number; withoutExpiresHours: number }): boolean {
  // "All clear", an event that is over, and one that is not expected are news, not warnings.
  if (info.urgency === 'Past' || info.certainty === 'Unlikely' || info.responseTypes.includes('AllClear')) return false
  const effectiveAt = info.effectiveAt ?? sentAt
  return effectiveAt <= now && now < (info.expiresAt ?? effectiveAt + withoutExpiresHours * HOUR_MS)
}
