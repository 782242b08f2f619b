import { EmailCard } from '../email-card.tsx';
import { MORE_STYLES } from '../more-styles.ts';
import { Notice } from '../notices.tsx';
import forms from '../styles/forms.css?inline';
import notices from '../styles/notices.css?inline';
import survey from '../styles/survey.css?inline';
import { Survey } from '../survey.tsx';

/** What a conversation has once people are in it: who joins, where an answer may go, how it was, what day it is. */
export const css = MORE_STYLES + notices + forms + survey;
export const views = { notice: Notice, email: EmailCard, survey: Survey };
