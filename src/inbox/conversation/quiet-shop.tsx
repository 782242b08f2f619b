/** A closed shop door with its bell: drawn in the roles of the theme, see `quiet.css`. */
export function QuietShop() {
  return (
    <svg class="door" viewBox="0 0 240 184" aria-hidden="true">
      <path class="door__step" d="M24 180h192" />
      <rect class="door__frame" x="52" y="14" width="136" height="164" rx="10" />
      <rect class="door__leaf" x="62" y="26" width="116" height="152" rx="6" />
      <rect class="door__pane" x="76" y="40" width="88" height="84" rx="5" />
      <path class="door__shine" d="M76 104 132 40h22L82 122l-6-4ZM164 62v22l-34 40h-18Z" />
      <rect class="door__panel" x="76" y="136" width="88" height="30" rx="5" />
      <circle class="door__knob" cx="168" cy="130" r="4" />
      <path class="door__spring" d="M120 41v-4c0-7-6-11.500-13-11.500-8 0-14 4.500-18 12.500" />
      <path class="door__clapper" d="M112 88h16a8 8 0 0 1-16 0Z" />
      <path
        class="door__bell"
        d="M120 40c-13 0-21 10-21 23v8c0 1.500 1 2.500 2.500 2.500h37c1.500 0 2.500-1 2.500-2.500v-8c0-13-8-23-21-23Z"
      />
      <rect class="door__bell" x="90" y="77" width="60" height="7.500" rx="3.750" />
    </svg>
  );
}
