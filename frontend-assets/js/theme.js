// Loaded before the page is drawn, so that no light page flashes up in a dark room.
(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');

    const chosen = () => {
        try {
            return localStorage.getItem('theme') ?? 'system';
        } catch {
            return 'system';
        }
    };

    const apply = () => {
        const choice = chosen();
        const theme = choice === 'system' ? (dark.matches ? 'dark' : 'light') : choice;
        document.documentElement.dataset.bsTheme = theme === 'dark' ? 'dark' : 'light';
    };

    apply();
    dark.addEventListener('change', apply);
    addEventListener('storage', event => event.key === 'theme' && apply());
    addEventListener('pageshow', apply);
    addEventListener('theme', apply);
})();
