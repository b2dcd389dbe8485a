import { useState } from 'react';
import { Icon } from './icons.js';

type Theme = 'light' | 'dark';

/** Light or dark; as the system has it until somebody chooses. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(themeNow);
  const other = theme === 'light' ? 'dark' : 'light';
  const choose = () => {
    document.documentElement.dataset['theme'] = other;
    localStorage.setItem('qualm.theme', other);
    setTheme(other);
  };
  return (
    <button type="button" className="icon-button" onClick={choose} aria-label={`Use the ${other} theme`}>
      <Icon name={other === 'dark' ? 'moon' : 'sun'} />
    </button>
  );
}

function themeNow(): Theme {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
