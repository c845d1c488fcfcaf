export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface Mail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly date: string;
  readonly id: string;
  readonly answers?: string;
  readonly text: string;
  readonly html?: string;
  readonly attachments: readonly Attachment[];
}

/** A message (RFC 5322, RFC 2045 to 2047, RFC 2231) whose boundaries come from its Message-ID: the same bytes every time. */
export function eml(mail: Mail): Buffer {
  const mark = mail.id.replaceAll(/[^0-9a-z]/g, '');
  const words = part('text/plain; charset=utf-8', Buffer.from(mail.text));
  const body =
    mail.html === undefined
      ? words
      : multipart('alternative', `alt-${mark}`, [words, part('text/html; charset=utf-8', Buffer.from(mail.html))]);
  const whole =
    mail.attachments.length === 0 ? body : multipart('mixed', `mix-${mark}`, [body, ...mail.attachments.map(attached)]);
  const head = [
    `Message-ID: <${mail.id}>`,
    `Date: ${mail.date}`,
    `From: ${encodeName(mail.from)}`,
    `To: ${encodeName(mail.to)}`,
    `Subject: ${encodeName(mail.subject)}`,
    ...(mail.answers === undefined ? [] : [`In-Reply-To: <${mail.answers}>`, `References: <${mail.answers}>`]),
    'X-Note: invented sample',
    'MIME-Version: 1.0',
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n${whole}`);
}

function part(type: string, bytes: Uint8Array, ...more: readonly string[]): string {
  const lines = Buffer.from(bytes)
    .toString('base64')
    .replaceAll(/.{76}(?=.)/g, '$&\r\n');
  return [`Content-Type: ${type}`, ...more, 'Content-Transfer-Encoding: base64', '', lines, ''].join('\r\n');
}

function attached(file: Attachment): string {
  const place = `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`;
  // RFC 2046 5.2.1: a message inside a message stands as it is, never in base64.
  if (file.type === 'message/rfc822') {
    return [`Content-Type: ${file.type}`, place, '', Buffer.from(file.bytes).toString('utf8')].join('\r\n');
  }
  return part(file.type, file.bytes, place);
}

function multipart(kind: string, boundary: string, parts: readonly string[]): string {
  const between = parts.map((each) => `--${boundary}\r\n${each}`).join('\r\n');
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${between}\r\n--${boundary}--\r\n`;
}

function encodeName(words: string): string {
  return words.replaceAll(/[^\u0020-\u007E]+/g, (run) => `=?UTF-8?B?${Buffer.from(run).toString('base64')}?=`);
}
