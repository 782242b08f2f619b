import { useEffect, useState } from 'preact/hooks';
import type { CustomerCard } from '../../protocol/rest.ts';
import { useLive, useRow, useTools } from '../shell/context.ts';

/** The card of the open conversation; `card` stays on screen while a newer one is on its way. */
export type CardState =
  | { at: 'none'; card?: undefined }
  | { at: 'loading' | 'ready' | 'failed'; card?: CustomerCard; headThen?: number; retry(): void };

/** Changes that come together are asked for once. */
const QUIET_MS = 300;
/** Pages viewed leave no entry in the log, so that the card of somebody on the store is asked for again. */
const RENEW_MS = 15_000;

/** Loads the customer's card and keeps it in step with the conversation. */
export function useCard(conversation: string | undefined): CardState {
  const { rest } = useTools();
  const { open } = useLive();
  const row = useRow(conversation);
  const [round, setRound] = useState(0);
  const [loaded, setLoaded] = useState<{
    of?: string;
    at: 'loading' | 'ready' | 'failed';
    card?: CustomerCard;
    headThen?: number;
  }>({
    at: 'loading',
  });
  const head = open?.conversation === conversation ? (open?.entries.at(-1)?.position ?? 0) : 0;
  const online = row?.presence === 'online';

  useEffect(() => {
    if (conversation === undefined) return;
    let current = true;
    const ask = async (): Promise<void> => {
      const answer = await rest.customer(conversation);
      if (!current) return;
      if (answer.ok) setLoaded({ of: conversation, at: 'ready', card: answer.value, headThen: head });
      else setLoaded((before) => ({ ...(before.of === conversation && before), of: conversation, at: 'failed' }));
    };
    const timer = setTimeout(() => void ask(), loaded.of === conversation ? QUIET_MS : 0);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [conversation, head, row?.seq, row?.presence, round]);

  useEffect(() => {
    if (!online) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && setRound((n) => n + 1), RENEW_MS);
    return () => clearInterval(timer);
  }, [conversation, online]);

  if (conversation === undefined) return { at: 'none' };
  const retry = (): void => setRound((n) => n + 1);
  if (loaded.of !== conversation) return { at: 'loading', retry };
  return { ...loaded, retry };
}
