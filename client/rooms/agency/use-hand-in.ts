import { useRef, useState } from 'react'
import type { Submission, SubmissionPreview } from '#contract'
import type { Delivery } from '../../api/index.ts'
import { pageApi } from '../../app/api.ts'

/** How far handing in has come. What was read stays on the screen when sending fails. */
export type HandInState =
  | { step: 'empty' }
  | { step: 'reading'; delivery: Delivery }
  | { step: 'unreadable'; delivery: Delivery; thrown: unknown }
  | { step: 'read'; delivery: Delivery; preview: SubmissionPreview; isSending: boolean; thrown: unknown }
  | { step: 'sent'; submission: Submission }

export interface HandIn {
  state: HandInState
  read(delivery: Delivery): Promise<void>
  send(remark: string): Promise<void>
  reset(): void
}

/** Read by the server, looked at by a person, then the same bytes handed in. */
export function useHandIn(source: string, sent: (submission: Submission) => void): HandIn {
  const [state, setState] = useState<HandInState>({ step: 'empty' })
  const newest = useRef(0)
  return {
    state,
    reset() {
      newest.current += 1
      setState({ step: 'empty' })
    },
    async read(delivery) {
      const mine = (newest.current += 1)
      setState({ step: 'reading', delivery })
      let next: HandInState
      try {
        next = { step: 'read', delivery, preview: await pageApi.previewDelivery(source, delivery), isSending: false, thrown: undefined }
      } catch (thrown) {
        next = { step: 'unreadable', delivery, thrown }
      }
      // Another file was chosen meanwhile.
      if (mine === newest.current) setState(next)
    },
    async send(remark) {
      if (state.step !== 'read' || state.isSending) return
      const mine = newest.current
      setState({ ...state, isSending: true, thrown: undefined })
      try {
        const submission = await pageApi.sendDelivery(source, state.delivery, remark)
        if (mine === newest.current) setState({ step: 'sent', submission })
        sent(submission)
      } catch (thrown) {
        if (mine === newest.current) setState({ ...state, isSending: false, thrown })
      }
    },
  }
}
