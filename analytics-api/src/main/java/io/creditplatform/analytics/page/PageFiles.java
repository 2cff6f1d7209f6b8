package io.creditplatform.analytics.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the page's files, compressed, the chart library that they import, and Swagger UI.
 * Many threads serve files; they share the entity tags, each worked out once.
 */
@Component
final class PageFiles implements WebMvcConfigurer, WebServerFactoryCustomizer<ConfigurableWebServerFactory> {

    private final Map<Resource, String> entityTags = new ConcurrentHashMap<>();

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
        registry.addRedirectViewController("/swagger-ui.html", "/swagger-ui/index.html")
                .setStatusCode(HttpStatus.FOUND); // said outright, it stays a path: which host that is, a proxy knows
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        revalidated(registry.addResourceHandler("/index.html").addResourceLocations("classpath:/static/"));
        revalidated(registry.addResourceHandler("/page/**").addResourceLocations("classpath:/static/page/"))
                .resourceChain(true)
                .addTransformer(new WholeFiles());
        // In place of Swagger UI's own, which describes another server.
        revalidated(registry.addResourceHandler("/swagger-ui/swagger-initializer.js")
                .addResourceLocations("classpath:/static/"));
        // Finds the libraries by paths without their versions, which only the build says. A path begins after the
        // pattern's fixed text, so a variable keeps the library's name in it.
        revalidated(registry.addResourceHandler("/page/library/**", "/{library:swagger-ui}/**")
                        .addResourceLocations("classpath:/META-INF/resources/webjars/"))
                .resourceChain(true);
    }

    /** Browsers keep files, but ask each time whether they are still those. Their times do not tell: each build gives them the same. */
    private ResourceHandlerRegistration revalidated(ResourceHandlerRegistration files) {
        return files.setUseLastModified(false)
                .setEtagGenerator(this::entityTag)
                .setCacheControl(CacheControl.noCache());
    }

    /** Weak, since the server may compress what it names. */
    private String entityTag(Resource file) {
        return entityTags.computeIfAbsent(file, each -> "W/\"" + digest(each) + "\"");
    }

    private static String digest(Resource file) {
        try (var content = file.getInputStream()) {
            return DigestUtils.md5DigestAsHex(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void customize(ConfigurableWebServerFactory server) {
        Compression compression = new Compression();
        compression.setEnabled(true);
        server.setCompression(compression);
    }
}
