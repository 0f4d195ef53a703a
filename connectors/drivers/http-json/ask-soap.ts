import type { Soap } from './config.ts'

const NAMESPACE = { '1.1': 'http://schemas.xmlsoap.org/soap/envelope/', '1.2': 'http://www.w3.org/2003/05/soap-envelope' } as const

/** What a SOAP call adds to a request. */
export interface SoapRequest {
  headers: Record<string, string>
  body: string
}

/** The envelope around the operation; each {name} in it is a value of the settings, written so that it stays text. */
export function soapRequest({ version, action, body }: Soap, values: Record<string, string>): SoapRequest {
  const filled = body.replace(/\{([A-Za-z][\w-]{0,63})\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? escapeXml(values[name] ?? '') : whole))
  return {
    headers: version === '1.1'
      ? { accept: 'text/xml', 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"` }
      : { accept: 'application/soap+xml', 'content-type': `application/soap+xml; charset=utf-8${action === '' ? '' : `; action="${action}"`}` },
    body: `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${NAMESPACE[version]}"><soap:Body>${filled}</soap:Body></soap:Envelope>`,
  }
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)
