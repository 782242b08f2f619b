import { useState } from 'preact/hooks';
import type { TeamMember } from '../../protocol/rest-team.ts';
import { AgentAvatar } from '../shell/avatar.tsx';
import { useTools } from '../shell/context.ts';
import { Problem } from '../shell/field.tsx';
import { Icon } from '../shell/icon.tsx';
import { problemText } from '../shell/problem-text.ts';
import { longAgo } from '../shell/times.ts';
import { useLoad } from '../shell/use-load.ts';
import { t } from '../text.ts';
import { InvitationSection } from './invitation-section.tsx';
import { MemberDialog } from './member-dialog.tsx';

/** Everybody of the team, and who is invited to it. */
export function TeamPage() {
  const { rest, shop, dialog } = useTools();
  const [version, setVersion] = useState(0);
  const loaded = useLoad(`team ${version}`, () => rest.people.team());
  const changed = (): void => setVersion((before) => before + 1);
  const members = loaded.value?.members;

  const manage = (member: TeamMember): void =>
    dialog.set({ kind: 'own', draw: () => <MemberDialog member={member} onChanged={changed} /> });

  return (
    <>
      <p class="page__intro">{t('team.intro', { shop: shop.name })}</p>
      <section class="part" aria-labelledby="team-members">
        <h2 id="team-members">{t('team.members')}</h2>
        {!members && loaded.at === 'loading' && <p role="status">{t('team.loading')}</p>}
        <ul class="lines" aria-labelledby="team-members">
          {members?.map((member) => (
            <MemberLine key={member.id} member={member} onManage={() => manage(member)} />
          ))}
        </ul>
        <Problem>{loaded.at === 'failed' ? problemText({ ok: false, code: loaded.code }) : undefined}</Problem>
      </section>
      <InvitationSection />
    </>
  );
}

function MemberLine({ member, onManage }: { member: TeamMember; onManage(): void }) {
  const { me, now } = useTools();
  const may = member.permissions.map((permission) => t(`team.permission.${permission}`)).join(', ');
  return (
    <li class={`line${member.active ? '' : ' line--off'}`}>
      <AgentAvatar agent={member} size={36} />
      <div class="line__text">
        <p class="line__name">
          {member.name} {member.id === me.id && <span class="tag">{t('team.you')}</span>}
        </p>
        <p class="line__more">{member.email}</p>
        <p class="line__tags">
          <span class={`tag${member.role === 'agent' ? '' : ' tag--accent'}`}>{t(`team.role.${member.role}`)}</span>
          {!member.active && <span class="tag tag--warm">{t('team.deactivated')}</span>}
          {member.secondFactor && (
            <span class="tag tag--good">
              <Icon name="lock" size={12} />
              {t('team.factor')}
            </span>
          )}
          <span class="line__may">{may || t('team.no_permission')}</span>
          {member.lastUsedAt !== undefined && (
            <span class="line__may">{t('team.last_used', { used: longAgo(member.lastUsedAt, now()) })}</span>
          )}
        </p>
      </div>
      {member.manageable && (
        <button
          type="button"
          class="btn btn--line"
          aria-label={t('team.manage_of', { name: member.name })}
          onClick={onManage}
        >
          {t('team.manage')}
        </button>
      )}
    </li>
  );
}
