// The choice between light, dark and the system's own; theme.js applies it.
const choice = document.querySelector('[data-theme-choice]');

if (choice) {
    let chosen = 'system';
    try {
        chosen = localStorage.getItem('theme') ?? chosen;
    } catch {
        choice.hidden = true;
    }
    for (const option of choice.querySelectorAll('input')) {
        option.checked = option.value === chosen;
        option.addEventListener('change', () => {
            localStorage.setItem('theme', option.value);
            dispatchEvent(new Event('theme'));
        });
    }
}
