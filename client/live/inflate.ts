/** Unpacks gzip with what the browser (and Node 20) brings along. */
export async function inflate(bytes: Uint8Array): Promise<string> {
  const source = new Blob([bytes as Uint8Array<ArrayBuffer>]) // socket buffers are never shared memory
  return await new Response(source.stream().pipeThrough(new DecompressionStream('gzip'))).text()
}
