import { useState } from 'preact/hooks';
import type { SessionList } from '../../protocol/rest-team.ts';
import { useTools } from '../shell/context.ts';
import { Problem } from '../shell/field.tsx';
import { problemText } from '../shell/problem-text.ts';
import { longAgo, shortDate } from '../shell/times.ts';
import { useLoad } from '../shell/use-load.ts';
import { useRequest } from '../shell/use-request.ts';
import { t } from '../text.ts';

type Session = SessionList['sessions'][number];

/** Where one is signed in, each with a way to end it. */
export function SessionSection() {
  const { rest, toasts } = useTools();
  const [version, setVersion] = useState(0);
  const loaded = useLoad(`sessions ${version}`, () => rest.people.sessions());
  const { problem, run } = useRequest();
  const sessions = loaded.value?.sessions ?? [];

  const end = (id?: string): void =>
    run(
      () => rest.people.endSession(id),
      () => {
        setVersion(version + 1);
        toasts.add({ text: t(id === undefined ? 'account.others_ended' : 'account.session_ended') });
      },
    );

  return (
    <section class="part" aria-labelledby="account-sessions">
      <h2 id="account-sessions">{t('account.sessions')}</h2>
      <ul class="lines" aria-labelledby="account-sessions">
        {sessions.map((session) => (
          <SessionLine key={session.id} session={session} onEnd={() => end(session.id)} />
        ))}
      </ul>
      <Problem>{loaded.at === 'failed' ? problemText({ ok: false, code: loaded.code }) : problem}</Problem>
      {sessions.length > 1 && (
        <button type="button" class="btn btn--line" onClick={() => end()}>
          {t('account.end_others')}
        </button>
      )}
    </section>
  );
}

function SessionLine({ session, onEnd }: { session: Session; onEnd(): void }) {
  const { now } = useTools();
  const device = session.device || t('account.unknown_device');
  const used = longAgo(session.lastUsedAt, now());
  return (
    <li class="line">
      <div class="line__text">
        <p class="line__name">
          {device} {session.current && <span class="tag tag--accent">{t('account.this_session')}</span>}
        </p>
        <p class="line__more">{t('account.session_times', { used, since: shortDate(session.createdAt, now()) })}</p>
      </div>
      {!session.current && (
        <button
          type="button"
          class="btn btn--line"
          aria-label={t('account.end_session_of', { device, used })}
          onClick={onEnd}
        >
          {t('account.end_session')}
        </button>
      )}
    </li>
  );
}
