// Solves the small task of a form while the visitor fills it in (offers/guards/proof_of_work.py).
// Without it, or without time for it, the form is taken all the same.
(() => {
    const TRIES_AT_ONCE = 200;
    const encoder = new TextEncoder();
    const later = window.requestIdleCallback || ((act) => setTimeout(act, 50));

    const startsWithZeros = (digest, bits) => {
        for (let index = 0; bits > 0; index += 1, bits -= 8) {
            if (digest[index] >> Math.max(0, 8 - bits)) return false;
        }
        return true;
    };

    const work = async (challenge, field, bits, start) => {
        for (let tried = start; tried < start + TRIES_AT_ONCE; tried += 1) {
            const words = encoder.encode(`${challenge}:${tried}`);
            const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", words));
            if (startsWithZeros(digest, bits)) {
                field.value = tried;
                return;
            }
        }
        later(() => work(challenge, field, bits, start + TRIES_AT_ONCE));
    };

    if (!window.crypto?.subtle) return;
    document.querySelectorAll("[data-work-bits]").forEach((field) => {
        const challenge = field.form?.elements.challenge?.value;
        if (challenge && !field.value) later(() => work(challenge, field, Number(field.dataset.workBits), 0));
    });
})();
