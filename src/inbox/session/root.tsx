import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../../protocol/rest.ts';
import { useStore } from '../../ui/store.ts';
import { Inbox, type InboxParts } from '../shell/inbox.tsx';
import { t } from '../text.ts';
import { LinkPage } from './link-page.tsx';
import type { Rest } from './rest.ts';
import { SignInForm } from './sign-in.tsx';
import type { TeamLinkCell } from './team-link.ts';

type Stage =
  | { at: 'asking' }
  | { at: 'out'; ended: boolean; renewed?: boolean }
  | { at: 'in'; session: Session }
  | { at: 'unreachable' };

interface RootProps {
  rest: Rest;
  link: TeamLinkCell;
  /** What the signed-in inbox is made of; made anew for each session. */
  parts(session: Session, onEnded: () => void): InboxParts;
}

/** Signed out or signed in; or here by a link, whoever is signed in. */
export function Root({ rest, link, parts }: RootProps) {
  const opened = useStore(link);
  const [stage, setStage] = useState<Stage>({ at: 'asking' });

  function ask(): void {
    setStage({ at: 'asking' });
    void rest.session().then((answer) => {
      if (answer.ok && answer.value) setStage({ at: 'in', session: answer.value });
      else setStage(!answer.ok && answer.code === 'offline' ? { at: 'unreachable' } : { at: 'out', ended: false });
    });
  }
  useEffect(ask, []);

  if (opened) {
    const leave = (next: Stage): void => {
      link.drop();
      setStage(next);
    };
    return (
      <LinkPage
        people={rest.people}
        link={opened}
        onSession={(session) => leave({ at: 'in', session })}
        onReset={() => leave({ at: 'out', ended: false, renewed: true })}
        onLeave={() => {
          link.drop();
          ask();
        }}
      />
    );
  }
  switch (stage.at) {
    case 'asking':
      return (
        <main class="signin">
          <p role="status">{t('sign_in.loading')}</p>
        </main>
      );
    case 'unreachable':
      return (
        <main class="signin">
          <div class="signin__card">
            <p role="alert">{t('sign_in.unreachable')}</p>
            <button type="button" class="btn btn--primary btn--wide" onClick={ask}>
              {t('state.again')}
            </button>
          </div>
        </main>
      );
    case 'out':
      return (
        <SignInForm
          rest={rest}
          ended={stage.ended}
          renewed={stage.renewed}
          onSession={(session) => setStage({ at: 'in', session })}
        />
      );
    case 'in':
      return (
        <SignedIn session={stage.session} rest={rest} parts={parts} onOut={(ended) => setStage({ at: 'out', ended })} />
      );
  }
}

interface SignedInProps extends Omit<RootProps, 'link'> {
  session: Session;
  onOut(ended: boolean): void;
}

function SignedIn({ session, rest, parts, onOut }: SignedInProps) {
  const [made] = useState(() => parts(session, () => onOut(true)));
  function signOut(): void {
    made.drafts.clear();
    void rest.signOut().then(() => onOut(false));
  }
  return <Inbox {...made} session={session} onSignOut={signOut} />;
}
