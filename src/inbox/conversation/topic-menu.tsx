import type { Row } from '../../protocol/rows.ts';
import { useTools } from '../shell/context.ts';
import { Icon } from '../shell/icon.tsx';
import { MenuButton, type MenuItem } from '../shell/menu.tsx';
import { t } from '../text.ts';
import { TOPIC_NAMES, topicLabel, topicTint } from './topics.ts';

/** What it is about: found by the machine, or set here by hand. */
export function TopicMenu({ row }: { row: Row }) {
  const { client } = useTools();
  const { conversation, topics } = row;
  const set = (next: string[]): void => {
    client.send({ type: 'conversation.set_topic', conversation, topics: next });
  };
  const items: MenuItem[] = [
    ...TOPIC_NAMES.map(
      (topic): MenuItem => ({
        kind: 'choice',
        of: 'radio',
        key: topic,
        label: topicLabel(topic),
        checked: topics.includes(topic),
        run: () => set([topic]),
      }),
    ),
    {
      kind: 'choice',
      of: 'radio',
      key: '',
      label: t('topic.clear'),
      checked: topics.length === 0,
      run: () => set([]),
    },
  ];
  // The name holds the words on the button as they stand there, so that speaking them finds it (WCAG 2.5.3).
  const label = topics.length > 0 ? t('topic.button', { topic: topics.map(topicLabel).join(' ') }) : t('topic.add');
  return (
    <MenuButton label={label} menuLabel={t('topic.title')} items={items} class="topicbtn">
      {topics.length > 0 ? (
        topics.slice(0, 2).map((topic) => (
          <span key={topic} class={`topic topic--${topicTint(topic)} clip`}>
            {`${topicLabel(topic)} `}
          </span>
        ))
      ) : (
        <span class="topic topic--6">{t('topic.add')}</span>
      )}
      <Icon name="chevron-down" size={14} />
    </MenuButton>
  );
}
