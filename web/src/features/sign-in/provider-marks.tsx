/** The providers' marks, drawn small enough to be plain shapes. Decoration: the button says the name. */
export function GoogleMark() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" strokeWidth="3" aria-hidden="true">
      <path d="M12.6 3.4A6.5 6.5 0 0 0 2.4 4.7" stroke="#ea4335" />
      <path d="M2.4 4.7a6.5 6.5 0 0 0 0 6.6" stroke="#fbbc05" />
      <path d="M2.4 11.3a6.5 6.5 0 0 0 9.9 1.6" stroke="#34a853" />
      <path d="M12.3 12.9A6.5 6.5 0 0 0 14.5 8H8" stroke="#4285f4" />
    </svg>
  );
}

export function MicrosoftMark() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <rect x="0" y="0" width="7.5" height="7.5" fill="#f25022" />
      <rect x="8.5" y="0" width="7.5" height="7.5" fill="#7fba00" />
      <rect x="0" y="8.5" width="7.5" height="7.5" fill="#00a4ef" />
      <rect x="8.5" y="8.5" width="7.5" height="7.5" fill="#ffb900" />
    </svg>
  );
}
