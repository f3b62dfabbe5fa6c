package dev.assent.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /v3/api-docs} says of the interface as a whole. */
@Configuration(proxyBeanMethods = false)
class OpenApi {

    private static final String KEY = "key";

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Assent")
                                .version("v1")
                                .description(
                                        "Whether a customer may be called on WhatsApp, and asking"
                                                + " for it. Times are ISO 8601 in UTC; what is"
                                                + " absent is null; errors are problem documents"
                                                + " (RFC 9457)."))
                .schemaRequirement(
                        KEY,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API key, made under Settings, API keys."))
                .addSecurityItem(new SecurityRequirement().addList(KEY));
    }
}
