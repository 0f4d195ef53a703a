import { type DriverIo, SourceError } from '#kit'

/** The same way out, for as many requests as one pass is allowed: a department that asked us to spare it is spared. */
export function countRequests(io: DriverIo, maxRequests: number): DriverIo {
  let made = 0
  return {
    ...io,
    fetch(url, request) {
      made += 1
      if (made > maxRequests) {
        return Promise.reject(new SourceError('config', { vi: `${new URL(url).host}: một lượt cần hơn ${maxRequests} lần hỏi, quá mức đơn vị chủ quản cho phép; tăng "maxRequests" hoặc hỏi hẹp hơn`, en: `${new URL(url).host}: one pass needs more than ${maxRequests} questions, which is more than the department allows; raise "maxRequests" or ask for less` }))
      }
      return io.fetch(url, request)
    },
  }
}
