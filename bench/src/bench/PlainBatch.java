package bench;

import io.creditplatform.database.Database;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Coded;
import io.creditplatform.model.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.file.FlatFileItemReader;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.batch.infrastructure.item.file.mapping.FieldSetMapper;
import org.springframework.batch.infrastructure.item.file.mapping.RecordFieldSetMapper;
import org.springframework.batch.infrastructure.item.file.separator.DefaultRecordSeparatorPolicy;
import org.springframework.batch.infrastructure.item.file.transform.DefaultFieldSet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.namedparam.SimplePropertySqlParameterSource;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The job that a tutorial on Spring Batch arrives at: Spring Boot, a step a feed, {@code FlatFileItemReader}, a record a
 * line, {@code JdbcBatchItemWriter} with named parameters, chunks of 1,000, the job repository in the same database. It
 * inserts into empty tables and validates nothing. The platform's records save it ten classes and ten mappings.
 */
@SpringBootApplication
class PlainBatch {

    private static final int CHUNK = 1_000;

    /** Is called as {@code credit import DIR --db FILE} is. */
    public static void main(String[] arguments) {
        System.exit(SpringApplication.exit(SpringApplication.run(
                PlainBatch.class,
                "--extract=" + arguments[1],
                "--spring.datasource.url=jdbc:sqlite:" + arguments[3] + "?journal_mode=WAL&synchronous=NORMAL",
                "--spring.batch.jdbc.initialize-schema=always")));
    }

    @Bean
    Job load(
            @Value("${extract}") Path extract,
            JobRepository jobRepository,
            PlatformTransactionManager transactions,
            DataSource dataSource)
            throws IOException {
        SimpleJobBuilder job = null;
        for (FeedDefinition feed : Feeds.all()) {
            Path file = extract.resolve(feed.fileName());
            if (Files.exists(file)) {
                Step step = new StepBuilder(feed.name(), jobRepository)
                        .<Record, Record>chunk(CHUNK)
                        .transactionManager(transactions)
                        .reader(reader(feed, file))
                        .writer(writer(feed, dataSource))
                        .build();
                job = job == null ? new JobBuilder("load", jobRepository).start(step) : job.next(step);
            }
        }
        return job.build();
    }

    private static FlatFileItemReader<Record> reader(FeedDefinition feed, Path file) throws IOException {
        String header;
        try (var lines = Files.lines(file)) {
            header = lines.findFirst().orElseThrow();
        }
        var components = feed.columns().stream().collect(Collectors.toMap(Column::name, Column::component));
        return new FlatFileItemReaderBuilder<Record>()
                .name(feed.name())
                .resource(new FileSystemResource(file))
                .linesToSkip(1)
                .recordSeparatorPolicy(new DefaultRecordSeparatorPolicy()) // for line breaks in quotes
                .delimited()
                .names(Arrays.stream(header.split(","))
                        .map(name -> components.getOrDefault(name, name))
                        .toArray(String[]::new))
                .fieldSetMapper(mapper(feed))
                .build();
    }

    /** Has the file's fields mapped, and the defaults of columns that it lacks. */
    private static FieldSetMapper<Record> mapper(FeedDefinition feed) {
        FieldSetMapper<Record> mapper = new RecordFieldSetMapper<>(recordType(feed), conversions());
        return fields -> {
            List<String> names = new ArrayList<>(List.of(fields.getNames()));
            List<String> values = new ArrayList<>(List.of(fields.getValues()));
            for (Column column : feed.columns()) {
                if (column.isOptional() && !names.contains(column.component())) {
                    names.add(column.component());
                    values.add(column.whenAbsent());
                }
            }
            return mapper.mapFieldSet(new DefaultFieldSet(values.toArray(String[]::new), names.toArray(String[]::new)));
        };
    }

    @SuppressWarnings("unchecked")
    private static Class<Record> recordType(FeedDefinition feed) {
        return (Class<Record>) feed.type();
    }

    private static JdbcBatchItemWriter<Record> writer(FeedDefinition feed, DataSource dataSource) {
        String parameters =
                feed.columns().stream().map(column -> ":" + column.component()).collect(Collectors.joining(", "));
        return new JdbcBatchItemWriterBuilder<Record>()
                .dataSource(dataSource)
                .sql("INSERT INTO " + feed.name() + " (" + feed.tableColumns() + ") VALUES (" + parameters + ")")
                .itemSqlParameterSourceProvider(row -> new SimplePropertySqlParameterSource(row) {
                    @Override
                    public Object getValue(String name) {
                        return Database.SQLITE.sqlValue(super.getValue(name));
                    }
                })
                .build();
    }

    private static DefaultConversionService conversions() {
        DefaultConversionService service = new DefaultConversionService();
        service.addConverter(String.class, Money.class, text -> Money.nearest(new BigDecimal(text)));
        service.addConverter(String.class, LocalDate.class, LocalDate::parse);
        service.addConverter(String.class, Instant.class, PlainBatch::instant);
        service.addConverterFactory(new CodeConverters());
        return service;
    }

    private static Instant instant(String text) {
        if (text.isEmpty()) {
            return null;
        } else if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        return LocalDateTime.parse(text.replace(' ', 'T').replace("Z", "")).toInstant(ZoneOffset.UTC);
    }

    private static final class CodeConverters implements ConverterFactory<String, Coded> {

        @Override
        public <T extends Coded> Converter<String, T> getConverter(Class<T> type) {
            var byCode = Arrays.stream(type.getEnumConstants()).collect(Collectors.toMap(Coded::code, code -> code));
            return byCode::get;
        }
    }
}
