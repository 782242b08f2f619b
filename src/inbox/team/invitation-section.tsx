import { useState } from 'preact/hooks';
import type { Invitation } from '../../protocol/rest-team.ts';
import { useTools } from '../shell/context.ts';
import { Problem } from '../shell/field.tsx';
import { problemText } from '../shell/problem-text.ts';
import { shortDate } from '../shell/times.ts';
import { useLoad } from '../shell/use-load.ts';
import { useRequest } from '../shell/use-request.ts';
import { t } from '../text.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';

/** Who is invited, each with a new link and a way back. */
export function InvitationSection() {
  const { rest, dialog, toasts } = useTools();
  const [version, setVersion] = useState(0);
  const loaded = useLoad(`invitations ${version}`, () => rest.people.invitations());
  const { problem, run } = useRequest();
  const changed = (): void => setVersion((before) => before + 1);
  const invitations = loaded.value?.invitations;

  const renew = (id: string): void =>
    run(
      () => rest.people.renewInvitation(id),
      ({ invitation, link, sent }) => {
        changed();
        dialog.set({ kind: 'own', draw: () => <LinkDialog who={nameOf(invitation)} link={link} sent={sent} /> });
      },
    );
  const revoke = (id: string): void =>
    run(
      () => rest.people.revokeInvitation(id),
      () => {
        changed();
        toasts.add({ text: t('team.revoked') });
      },
    );

  return (
    <section class="part" aria-labelledby="team-invitations">
      <h2 id="team-invitations">{t('team.invitations')}</h2>
      {invitations?.length === 0 && <p class="part__hint">{t('team.no_invitations')}</p>}
      <ul class="lines" aria-labelledby="team-invitations">
        {invitations?.map((one) => (
          <InvitationLine key={one.id} invitation={one} onRenew={() => renew(one.id)} onRevoke={() => revoke(one.id)} />
        ))}
      </ul>
      <Problem>{loaded.at === 'failed' ? problemText({ ok: false, code: loaded.code }) : problem}</Problem>
      <button
        type="button"
        class="btn btn--primary"
        onClick={() => dialog.set({ kind: 'own', draw: () => <InviteDialog onChanged={changed} /> })}
      >
        {t('team.invite')}
      </button>
    </section>
  );
}

const nameOf = ({ email, name }: Invitation): string => email ?? name ?? t('team.somebody');

interface InvitationLineProps {
  invitation: Invitation;
  onRenew(): void;
  onRevoke(): void;
}

function InvitationLine({ invitation, onRenew, onRevoke }: InvitationLineProps) {
  const { now } = useTools();
  const who = nameOf(invitation);
  return (
    <li class="line">
      <div class="line__text">
        <p class="line__name">{who}</p>
        <p class="line__tags">
          <span class="tag">{t(`team.role.${invitation.role}`)}</span>
          <span class="line__may">{t('team.until', { date: shortDate(invitation.expiresAt, now()) })}</span>
        </p>
      </div>
      <div class="line__acts">
        <button type="button" class="btn btn--line" aria-label={t('team.renew_of', { who })} onClick={onRenew}>
          {t('team.renew')}
        </button>
        <button type="button" class="btn btn--line" aria-label={t('team.revoke_of', { who })} onClick={onRevoke}>
          {t('team.revoke')}
        </button>
      </div>
    </li>
  );
}
