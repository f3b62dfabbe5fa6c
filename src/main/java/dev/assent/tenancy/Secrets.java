package dev.assent.tenancy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/**
 * Seals what must not lie readable in the database. A sealed text opens only for the tenant and the
 * place it was sealed for, so that copying it to another row, or another tenant, gains nothing.
 */
@Component
public class Secrets {

    private final Aead aead;

    Secrets(
            @Value("${assent.encryption-key:}") String keyset,
            @Value("${assent.demo}") boolean demo,
            @Value("${assent.db.home:.assent}") Path home) {
        this.aead =
                aead(
                        keyset.isBlank() && demo
                                ? demoKeyset(home.resolve("encryption-key"))
                                : keyset);
    }

    /**
     * Seals a text of the current tenant.
     *
     * @param place what it belongs to, such as {@code number:} and an identity
     */
    public byte[] seal(String text, String place) {
        return seal(text, Tenant.current().id(), place);
    }

    /**
     * Opens what {@link #seal(String, String)} sealed.
     *
     * @throws IllegalArgumentException if it was sealed for another tenant or place, or with a key
     *     we no longer have
     */
    public String open(byte[] sealed, String place) {
        return open(sealed, Tenant.current().id(), place);
    }

    /** Seals a text that concerns this tenant but is kept in the control schema. */
    public byte[] seal(String text, Id tenant, String place) {
        try {
            return aead.encrypt(text.getBytes(StandardCharsets.UTF_8), bound(tenant, place));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("a secret could not be sealed", failure);
        }
    }

    /** Opens what {@link #seal(String, Id, String)} sealed. */
    public String open(byte[] sealed, Id tenant, String place) {
        try {
            return new String(aead.decrypt(sealed, bound(tenant, place)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException failure) {
            throw new IllegalArgumentException(
                    "the secret of %s does not open here".formatted(place), failure);
        }
    }

    private static byte[] bound(Id tenant, String place) {
        return (tenant + "|" + place).getBytes(StandardCharsets.UTF_8);
    }

    private static Aead aead(String keyset) {
        if (keyset.isBlank()) {
            throw new Misconfigured(
                    "ASSENT_ENCRYPTION_KEY is not set: it must hold a Tink keyset, which encrypts"
                            + " access tokens");
        }
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException failure) {
            throw new Misconfigured("ASSENT_ENCRYPTION_KEY holds no usable Tink keyset", failure);
        }
    }

    private static String demoKeyset(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.createFile(file, ownerOnly(file));
                Files.writeString(file, freshKeyset());
            }
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** A new keyset, as {@code ASSENT_ENCRYPTION_KEY} wants it. */
    static String freshKeyset() {
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
                    InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
