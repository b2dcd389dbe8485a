export interface ServerSentEvent {
  event: string;
  data: string;
  id?: string;
}

/** The events of a text/event-stream body. Comments (heartbeats) and retry times are passed over. */
export async function* readServerSentEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const utf8 = new TextDecoder();
  let text = '';
  for await (const bytes of body) {
    text += utf8.decode(bytes, { stream: true });
    const blocks = text.split(/\r?\n\r?\n/);
    text = blocks.pop()!;
    for (const block of blocks) {
      const event = parseBlock(block);
      if (event) yield event;
    }
  }
}

function parseBlock(block: string): ServerSentEvent | undefined {
  let event = 'message';
  const data: string[] = [];
  let id: string | undefined;
  for (const line of block.split(/\r?\n/)) {
    const [, field, value] = /^([a-z]+): ?(.*)$/s.exec(line) ?? [];
    if (field === 'event') event = value!;
    if (field === 'data') data.push(value!);
    if (field === 'id') id = value!;
  }
  return data.length > 0 ? { event, data: data.join('\n'), ...(id !== undefined && { id }) } : undefined;
}
