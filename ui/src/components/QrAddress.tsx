/** An address to take away: as a code for a telephone, as a text to copy, as a link to follow. */
import { Anchor, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly url: string;
  /** SVG, as the hub made it. */
  readonly qr: string;
  readonly alt: string;
  readonly open: string;
  /** The words and the name of the file to save the code as. */
  readonly save: { readonly text: string; readonly file: string };
  /** What is to be copied. */
  readonly children: ReactNode;
}

export function QrAddress({ url, qr, alt, open, save, children }: Props) {
  const picture = `data:image/svg+xml;utf8,${encodeURIComponent(qr)}`;
  return (
    <Group align="flex-start" gap="md">
      <img src={picture} alt={alt} width={148} height={148} style={{ background: 'white', flex: 'none' }} />
      <Stack gap="sm" flex="1 1 18rem" miw={0}>
        {children}
        <Group gap="md">
          <Anchor href={url} target="_blank" rel="noreferrer">{open}</Anchor>
          <Anchor href={picture} download={save.file}>{save.text}</Anchor>
        </Group>
      </Stack>
    </Group>
  );
}
