// A form that asks for a time zone proposes the one this browser works in.
const select = document.querySelector('[data-zone-of-browser] select');

if (select && select.value === '') {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if ([...select.options].some(option => option.value === zone)) {
        select.value = zone;
    }
}
