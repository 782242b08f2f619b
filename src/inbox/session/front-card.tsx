import type { ComponentChild } from 'preact';
import { useEffect } from 'preact/hooks';
import { Bell } from '../../ui/icon.tsx';

interface FrontCardProps {
  /** Of the page. */
  pageTitle: string;
  title: string;
  intro?: string;
  children: ComponentChild;
}

/** What stands before the inbox: a card with the mark. */
export function FrontCard({ pageTitle, title, intro, children }: FrontCardProps) {
  useEffect(() => {
    document.title = pageTitle;
  }, [pageTitle]);
  return (
    <main class="signin">
      <div class="signin__card">
        <span class="signin__mark">
          <Bell />
        </span>
        <h1>{title}</h1>
        {intro && <p class="signin__intro">{intro}</p>}
        {children}
      </div>
    </main>
  );
}
