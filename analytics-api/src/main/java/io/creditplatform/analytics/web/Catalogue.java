package io.creditplatform.analytics.web;

import io.creditplatform.database.Database;
import io.creditplatform.model.Currency;
import io.swagger.v3.oas.annotations.Operation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.BeanDefinitionDefaults;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * All that the controllers answer without being given the name of a thing, but what repeats the feeds' rows, or is of this moment; read from their
 * methods as the server reads it.
 * There is no server: the answers come from one connection, and the caller decides what state of the database that sees.
 */
public final class Catalogue implements AutoCloseable {

    private static final String CONTROLLERS = "io.creditplatform.analytics";

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private Catalogue() {}

    /** The endpoints, answering over a connection. */
    public static Catalogue over(Database kind, Connection connection) {
        Catalogue catalogue = new Catalogue();
        DataSource dataSource = new SingleConnectionDataSource(connection, true);
        JdbcClient jdbc = JdbcClient.create(dataSource);
        // A bean would be closed with the context, and the connection with it, which is the caller's.
        catalogue.context.getBeanFactory().registerSingleton("dataSource", dataSource);
        catalogue.context.registerBean(Database.class, () -> kind);
        catalogue.context.registerBean(JdbcClient.class, () -> jdbc);
        catalogue.context.registerBean(
                PublishedQuery.class, () -> new PublishedQuery(new JdbcTemplate(dataSource), reader -> ""));
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(catalogue.context);
        BeanDefinitionDefaults defaults = new BeanDefinitionDefaults();
        defaults.setLazyInit(true); // some need what only a server has
        scanner.setBeanDefinitionDefaults(defaults);
        scanner.addExcludeFilter(new AnnotationTypeFilter(Configuration.class)); // that of the server
        scanner.scan(CONTROLLERS);
        catalogue.context.refresh();
        return catalogue;
    }

    /** All of them, by path. */
    public List<Endpoint<?>> all() {
        List<Endpoint<?>> all = new ArrayList<>();
        for (String name : context.getBeanNamesForAnnotation(Controller.class)) {
            for (Method method : Objects.requireNonNull(context.getType(name)).getDeclaredMethods()) {
                RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (mapping != null
                        && Answer.class.isAssignableFrom(method.getReturnType())
                        && !method.isAnnotationPresent(RowsOfFeeds.class)
                        && !method.isAnnotationPresent(OfThisMoment.class)
                        && !mapping.path()[0].contains("{")) {
                    all.addAll(of(name, method, mapping.path()[0]));
                }
            }
        }
        all.sort(Comparator.<Endpoint<?>, String>comparing(Endpoint::path).thenComparing(Endpoint::variant));
        return all;
    }

    private List<Endpoint<?>> of(String controller, Method method, String path) {
        for (Parameter parameter : method.getParameters()) {
            if (parameter.getType().isAnnotationPresent(Grouping.class)) {
                return Arrays.stream(parameter.getType().getEnumConstants())
                        .<Endpoint<?>>map(choice -> endpoint(controller, method, path, parameter, choice))
                        .toList();
            }
        }
        return List.of(endpoint(controller, method, path, null, null));
    }

    private Endpoint<?> endpoint(
            String controller, Method method, String path, @Nullable Parameter grouping, @Nullable Object choice) {
        Operation operation = method.getAnnotation(Operation.class);
        Class<?> row = Objects.requireNonNull(
                ResolvableType.forMethodReturnType(method).getGeneric().resolve());
        String variant =
                grouping == null || choice == null ? "" : name(grouping) + "=" + Reading.code((Enum<?>) choice);
        return endpoint(
                path,
                variant,
                operation == null ? path : operation.summary(),
                Definition.of(operation),
                row,
                question -> ask(controller, method, question, choice));
    }

    @SuppressWarnings("unchecked")
    private static <T> Endpoint<T> endpoint(
            String path,
            String variant,
            String summary,
            String description,
            Class<T> row,
            Function<Question, Answer<?>> asked) {
        return new Endpoint<>(path, variant, summary, description, row, question -> (Answer<T>) asked.apply(question));
    }

    private Answer<?> ask(String controller, Method method, Question question, @Nullable Object choice) {
        Object[] arguments = Arrays.stream(method.getParameters())
                .map(parameter -> argument(parameter, question, choice))
                .toArray();
        try {
            method.setAccessible(true);
            return (Answer<?>) Objects.requireNonNull(method.invoke(context.getBean(controller), arguments));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot ask " + method, e);
        }
    }

    /** What a parameter is when the question does not say so; of what can be limited, all. */
    private @Nullable Object argument(Parameter parameter, Question question, @Nullable Object choice) {
        if (parameter.getType() == AsOf.class) {
            return new AsOf(question.asOf(), question::asOf);
        } else if (parameter.getType() == Currency.class) {
            return question.currency();
        } else if (parameter.getType() == Top.class) {
            return Top.ALL;
        } else if (choice != null && parameter.getType().isInstance(choice)) {
            return choice;
        }
        return RequestParameter.declared(MethodParameter.forParameter(parameter))
                .value()
                .orElse(null);
    }

    private static String name(Parameter parameter) {
        return Objects.requireNonNull(parameter.getAnnotation(RequestParam.class))
                .name();
    }

    @Override
    public void close() {
        context.close();
    }
}
