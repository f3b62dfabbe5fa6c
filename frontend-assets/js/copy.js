// A button [data-copy="id"] copies what stands in that field.
document.addEventListener('click', async event => {
    const button = event.target.closest('[data-copy]');
    if (!button) {
        return;
    }
    const field = document.getElementById(button.dataset.copy);
    const words = button.querySelector('span');
    try {
        await navigator.clipboard.writeText(field.value);
        words.textContent = 'Copied';
    } catch {
        // Without a secure context nobody may write to the clipboard.
        field.select();
        words.textContent = 'Press Ctrl+C';
    }
    setTimeout(() => { words.textContent = 'Copy'; }, 2500);
});
